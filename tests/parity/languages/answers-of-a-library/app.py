from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

processor = BatchProcessor(event_type=EventType.SQS)


def work(record):
    print(record.body)


def handler(event, context):
    return process_partial_response(event=event, record_handler=work, processor=processor, context=context)

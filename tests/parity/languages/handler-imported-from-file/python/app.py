from orders.read import handler

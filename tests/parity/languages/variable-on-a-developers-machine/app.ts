const endpoint = process.env.AWS_SAM_LOCAL ? process.env.LOCAL_ENDPOINT : undefined;

export const handler = async () => endpoint;

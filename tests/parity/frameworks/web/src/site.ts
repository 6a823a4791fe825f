export const page = async (event: { path: string }) => ({ statusCode: 200, body: event.path, secret: process.env.SECRET });

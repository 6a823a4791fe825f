exports.table = process.env.TABLE_X;

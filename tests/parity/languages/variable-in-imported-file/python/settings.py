from os import environ

TABLE = environ["USERS_TABLE"]  #= env-var-not-set

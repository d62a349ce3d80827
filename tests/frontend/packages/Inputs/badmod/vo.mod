format = 1
module = "local/x

format = 1
module = "local/x"
version = "0.1.0"
vo = "0.1.0"
colour = "red"

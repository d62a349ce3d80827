format = 1
module = "local/noclause"
version = "0.1.0"
vo = "0.1.0"

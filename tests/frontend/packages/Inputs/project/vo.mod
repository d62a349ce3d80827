format = 1
module = "example.com/geometry"
version = "0.1.0"
vo = "0.1.0"

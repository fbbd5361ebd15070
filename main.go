// Command easel is a prompt studio in the terminal for people who make
// pictures with image generators.
package main

func main() {}

// Package tuitest runs the real program in an emulated terminal, so that tests
// of the whole can be written in the words of the product:
//
//	tuitest.Run(t, func(t *testing.T) {
//		s := tuitest.Start(t, tuitest.Options{Width: 80, Height: 24})
//		s.Type("a beach sunset")
//		s.Press("enter")
//		s.Sees("round 1/1")
//	})
//
// Only tests import it. Everything that a person would start is real: the
// command line, the library on the disk, what paints and Bubble Tea's
// reader of keys. Time is not: Run gives the test a clock of its own (testing/synctest)
// that stands still while anything computes and jumps when all wait. So nothing
// here sleeps for real, a test is as fast as the program, and a screen is the
// same each time, down to elapsed seconds and the names of saved pictures.
//
// With EASEL_PAINT=ticker in the environment the programs under test paint by
// Bubble Tea's ticker instead of on demand; every test holds for both.
package tuitest

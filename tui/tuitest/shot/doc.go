// Package shot runs a program in a terminal that nobody sees and takes
// pictures of it. It exists so that the pictures in the README come from the
// program as it is: .ci/shots makes them, and alone imports this. Letters are
// set in the Go fonts; frames, blocks and marks, which these lack, are drawn, as
// terminals do; pictures sent by the graphics protocol of kitty are shown.
package shot

//go:build unix

package keys

import "syscall"

// makePipe makes a pipe that has a name.
func makePipe(path string) error { return syscall.Mkfifo(path, 0o600) }

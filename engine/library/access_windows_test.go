package library_test

import "syscall"

// startedBy is never asked here: the tests for it need root.
func startedBy(uint32) *syscall.SysProcAttr { return nil }

package tuitest

import "syscall"

func ownTerminal() *syscall.SysProcAttr { return nil }

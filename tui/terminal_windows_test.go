package tui_test

import "syscall"

func ownTerminal() *syscall.SysProcAttr { return nil }

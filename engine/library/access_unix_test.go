//go:build unix

package library_test

import "syscall"

// startedBy starts a process as somebody else.
func startedBy(id uint32) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: id, Gid: id}}
}

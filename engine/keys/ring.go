package keys

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/zalando/go-keyring"
)

// System is the keyring of this system: the Secret Service on Linux and BSD,
// the keychain on macOS, the credential manager on Windows.
func System() Ring { return system{} }

type system struct{}

// Get reads a key. Windows' own tool keeps it as UTF-16, where every second
// byte of a key is 0.
func (system) Get(service, user string) (string, error) {
	value, err := keyring.Get(service, user)
	return strings.ReplaceAll(value, "\x00", ""), err
}

// HowTo is the command with which a person puts the key of a profile into this
// system's keyring. None of them takes the key as an argument, where others on
// the machine could read it.
func HowTo(profile string) string { return howTo(runtime.GOOS, profile) }

func howTo(system, profile string) string {
	switch system {
	case "darwin":
		return fmt.Sprintf("security add-generic-password -s %s -a %s -w", Service, profile)
	case "windows":
		return fmt.Sprintf("cmdkey /generic:%s:%s /user:%s /pass", Service, profile, profile)
	}
	return fmt.Sprintf("secret-tool store --label=Easel service %s username %s", Service, profile)
}

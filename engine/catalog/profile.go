package catalog

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"easel/engine/problem"
)

// Profile is one service, or one kind of server: how it is reached, what it can
// do and where it differs from others that speak the same wire.
type Profile struct {
	Name          string   `toml:"name"`           // as in --chat NAME and --image NAME
	Title         string   `toml:"title"`          // as people know it: "OpenAI", "llama.cpp"
	ChatTitle     string   `toml:"chat_title"`     // how its replies are headed; empty for Title
	AsOf          string   `toml:"as_of"`          // the day on which this was true, YYYY-MM-DD
	BaseURL       string   `toml:"base_url"`       // up to and without the slash before chat/completions
	BaseURLEnv    string   `toml:"base_url_env"`   // environment variable that goes over BaseURL; empty for none
	KeyEnv        []string `toml:"key_env"`        // environment variables that may hold its key, the first one wins
	NeedsKey      bool     `toml:"needs_key"`      // nothing works without one; otherwise a key is sent if there is one
	Basic         bool     `toml:"basic"`          // its key is a name and a password, NAME:PASSWORD
	Local         bool     `toml:"local"`          // runs on the person's own machines
	Free          bool     `toml:"free"`           // costs nothing
	Start         string   `toml:"start"`          // what to do so that it can be used, one sentence without its full stop
	Chat          bool     `toml:"chat"`           // has chat models
	Images        bool     `toml:"images"`         // has image models
	Speaks        string   `toml:"speaks"`         // the wire on which it is asked for pictures; empty is OpenAI's
	ChatModel     string   `toml:"chat_model"`     // the default; empty for the first that the server lists
	ImageModel    string   `toml:"image_model"`    // the default; empty for the first that the server lists
	SilentRefusal bool     `toml:"silent_refusal"` // its safety system says no by giving no picture
	Ports         []int    `toml:"ports"`          // where it listens on this machine unless it was told otherwise

	Like      string `toml:"-"` // the profile whose models it has: its own name, or that of the known one it is like
	Elsewhere bool   `toml:"-"` // not at the known address, so that prices are not known either

	ChatWire  ChatWire  `toml:"chat_wire"`
	ImageWire ImageWire `toml:"image_wire"`
}

// ChatWire is how a profile's chat differs.
type ChatWire struct {
	TokensField string `toml:"tokens_field"` // "max_completion_tokens" or "max_tokens"
	Schema      string `toml:"schema"`       // best response_format it knows: "json_schema", "json_object", "" for none
	Usage       bool   `toml:"usage"`        // knows stream_options.include_usage
}

// ImageWire is how a profile's image calls differ.
type ImageWire struct {
	Path     string `toml:"path"`      // of generations, after the base URL; {model} is replaced by the model
	Trim     string `toml:"trim"`      // the end of the base URL that is not for pictures
	EditPath string `toml:"edit_path"` // of edits; empty where it has none
	VaryPath string `toml:"vary_path"` // of variations of a picture; empty where it has none
	Base64   bool   `toml:"base64"`    // response_format b64_json must be asked for
	Size     string `toml:"size"`      // "pixels" (size), "shape" (aspect_ratio, resolution), "" where none is sent
	Count    bool   `toml:"count"`     // knows n
	Negative string `toml:"negative"`  // where a negative text goes: a field's name, "pipe" (after a |); "" for nowhere
	Seed     string `toml:"seed"`      // where a seed goes: a field's name; "" for nowhere
	OneModel bool   `toml:"one_model"` // serves one model and does not care for its name

	KeyHeader string            `toml:"key_header"` // header that carries the bare key; empty is Authorization
	KeyDomain string            `toml:"key_domain"` // where jobs may be asked after besides the base URL's host, over https; empty for nowhere
	Header    map[string]string `toml:"header"`     // sent with every call
}

// SameDoor says whether pictures are asked for at the same address and with the
// key in the same place as a chat is.
func (w ImageWire) SameDoor() bool {
	return w.Trim == "" && w.KeyHeader == "" && w.KeyDomain == "" && len(w.Header) == 0
}

// Heading is how the replies of the profile's chat are headed.
func (p Profile) Heading() string {
	if p.ChatTitle != "" {
		return p.ChatTitle
	}
	return p.Title
}

// Moved says whether the environment put another server in the place of the
// profile's own.
func (p Profile) Moved() bool { return p.Elsewhere && p.BaseURLEnv != "" }

// At is the profile as the environment has it: at the address in BaseURLEnv if
// that is set. An address that cannot be used is a problem of kind usage.
func (p Profile) At(env func(string) string) (Profile, error) {
	if p.BaseURLEnv == "" {
		return p, nil
	}
	at := strings.TrimSpace(env(p.BaseURLEnv))
	if at == "" {
		return p, nil
	}
	clean, err := checkURL(at)
	if err != nil {
		return p, problem.Wrap(err, problem.Usage, fmt.Sprintf("%s is not an address that Easel can use: %v", p.BaseURLEnv, err),
			"Set it to something like https://api.openai.com/v1, or unset it")
	}
	p.Elsewhere = p.Elsewhere || clean != p.BaseURL
	p.BaseURL = clean
	return p, nil
}

// checkURL says whether requests, and a key with them, may go to an address,
// and returns it without its last slash: https anywhere; http on this machine
// and in private networks only, where nobody else reads along.
func checkURL(text string) (string, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return "", fmt.Errorf("it cannot be read") // what was parsed may hold a password
	case u.Scheme != "https" && u.Scheme != "http":
		return "", fmt.Errorf("it must begin with https:// or http://")
	case u.Hostname() == "":
		return "", fmt.Errorf("it has no host")
	case u.User != nil:
		return "", fmt.Errorf("it must not hold a name or a password")
	case u.RawQuery != "" || u.Fragment != "":
		return "", fmt.Errorf("it must end with its path")
	case u.Scheme == "http" && !nearby(u.Hostname()):
		return "", fmt.Errorf("it must be https outside your own network")
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// nearby says whether a host is on this machine or in a private network: an
// address of one, or a name that no public one can have.
func nearby(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast()
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for _, end := range []string{".local", ".lan", ".internal", ".home.arpa", ".localhost"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return host == "localhost" || !strings.Contains(host, ".") && net.ParseIP(host) == nil
}

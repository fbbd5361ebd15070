package wire

import (
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"

	"easel/engine/problem"
	"easel/engine/secret"
)

// Options is what a client is made of. BaseURL is needed; the rest has
// defaults.
type Options struct {
	BaseURL      string      // as "https://api.openai.com/v1", with or without its last slash
	Key          secret.Key  // none for local servers
	KeyHeader    string      // header that carries the bare key; empty is Authorization with "Bearer"
	Basic        bool        // the key is "name:password" and goes as HTTP Basic (RFC 7617)
	KeyDomain    string      // the key may go to this domain and below it over https too, as services send callers to other hosts of theirs; empty is the base URL's host alone
	Header       http.Header // sent with every call; no place for keys
	Organisation string      // OpenAI-Organization
	Project      string      // OpenAI-Project

	Title     string // the server in sentences: "OpenAI", "Ollama"; empty is the host
	KeyHint   string // what to do when the key is missing or refused; a sentence without its full stop
	StartHint string // what to do when nothing answers; a sentence without its full stop

	KeyRefused func() // called when the server does not accept the key, so that it is looked for again; nil for nobody

	SpoolFolder string // where pictures arrive; empty is the system's folder for temporary files
	Limits      Limits // zero fields take the defaults

	// What comes from the world. Tests bring their own.
	Now       func() time.Time                           // nil is time.Now
	Sleep     func(context.Context, time.Duration) error // nil waits for real
	Random    func() float64                             // 0 <= x < 1, for jitter; nil is random
	Transport http.RoundTripper                          // nil is a transport of net/http
}

// Limits is what is taken from a server at most. Sizes are in bytes.
type Limits struct {
	Idle         time.Duration // without a whole line or 4 KiB, once a text call is sent; default 3 minutes
	PictureIdle  time.Duration // the same for pictures; default 10 minutes, since servers are silent while they paint
	Line         int64         // one event of text, or one JSON answer without its pictures; default 1 MiB
	Text         int64         // one whole text answer; default 256 MiB, as a token takes some 300 bytes on the wire
	Picture      int64         // one picture; default 128 MiB
	Pictures     int64         // one whole answer with pictures; default 1.5 GiB
	Depth        int           // nesting of JSON; default 64
	GzipRatio    int64         // what may come out of a packed byte, after the first MiB; default 100
	Attempts     int           // how often a call is sent at most; default 4
	LongestPause time.Duration // a server that asks for more is not waited for; default 1 minute
}

func (l Limits) withDefaults() Limits {
	setDefault(&l.Idle, 3*time.Minute)
	setDefault(&l.PictureIdle, 10*time.Minute)
	setDefault(&l.Line, 1<<20)
	setDefault(&l.Text, 256<<20)
	setDefault(&l.Picture, 128<<20)
	setDefault(&l.Pictures, 3<<29)
	setDefault(&l.Depth, 64)
	setDefault(&l.GzipRatio, 100)
	setDefault(&l.Attempts, 4)
	setDefault(&l.LongestPause, time.Minute)
	return l
}

func setDefault[T int | int64 | time.Duration](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

// Client talks to one server. It keeps no state between calls and may be used
// from several goroutines.
type Client struct {
	options Options
	base    *url.URL
	doer    *http.Client
	openai  *openai.Client
	words   wording
}

// New makes a client; it does no IO. The error is a usage problem: an address
// that is none, or a key that would travel unprotected.
func New(o Options) (*Client, error) {
	base, err := parseBase(o.BaseURL, !o.Key.Empty())
	if err != nil {
		return nil, err
	}
	o = o.withDefaults(base)
	c := &Client{options: o, base: base}
	c.words = wording{title: o.Title, host: base.Host, basic: o.Basic, keyHint: o.KeyHint, startHint: o.StartHint, key: o.Key}
	c.doer = &http.Client{Transport: &transport{options: o, base: base, words: c.words}}
	config := openai.DefaultConfig("") // the key is the transport's business
	config.BaseURL = base.String()
	config.HTTPClient = c.doer
	c.openai = openai.NewClientWithConfig(config)
	return c, nil
}

// BaseURL is the address that the client talks to, without its last slash; it
// names the server where something is remembered for it.
func (c *Client) BaseURL() string { return c.base.String() }

// Title is the server's name in sentences.
func (c *Client) Title() string { return c.options.Title }

// Pause waits as the client waits between two attempts; ctx ends it. Who asks a
// server again and again pauses with it, so that tests need not wait.
func (c *Client) Pause(ctx context.Context, d time.Duration) error { return c.options.Sleep(ctx, d) }

func (o Options) withDefaults(base *url.URL) Options {
	o.Limits = o.Limits.withDefaults()
	if o.Title == "" {
		o.Title = base.Host
	}
	if o.SpoolFolder == "" {
		o.SpoolFolder = os.TempDir()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	if o.Transport == nil {
		o.Transport = dialled(&net.Dialer{Timeout: dialTimeout}, http.ProxyFromEnvironment)
	}
	return o
}

const dialTimeout = 10 * time.Second

// dialled is a transport of net/http with bounds. It does not ask for packed
// answers, so that whatever comes packed is unpacked under our own limit.
func dialled(d *net.Dialer, proxy func(*http.Request) (*url.URL, error)) http.RoundTripper {
	return &http.Transport{
		Proxy:                  proxy,
		DialContext:            d.DialContext,
		TLSHandshakeTimeout:    dialTimeout,
		MaxResponseHeaderBytes: 64 << 10,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		IdleConnTimeout:        90 * time.Second,
	}
}

// Trusts says whether the key may go to an address: to the base URL's host, or
// over https into the key's domain. A server's own word that something is to be
// asked elsewhere is good for no other address.
func (c *Client) Trusts(address string) bool {
	u, err := url.Parse(address)
	return err == nil && trusts(c.options, c.base, u)
}

func trusts(o Options, base, u *url.URL) bool {
	if u.Scheme == base.Scheme && u.Host == base.Host {
		return true
	}
	domain := strings.ToLower(o.KeyDomain)
	host := strings.ToLower(u.Hostname())
	return domain != "" && u.Scheme == "https" && u.User == nil && (host == domain || strings.HasSuffix(host, "."+domain))
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// parseBase reads a base URL.
func parseBase(text string, keyed bool) (*url.URL, error) {
	base, err := url.Parse(strings.TrimRight(strings.TrimSpace(text), "/"))
	const hint = "It should look like https://api.openai.com/v1"
	switch {
	case err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http":
		return nil, problem.New(problem.Usage, "The server's address is not a web address", hint)
	case base.User != nil || base.RawQuery != "" || base.Fragment != "":
		return nil, problem.New(problem.Usage, "The server's address has a name, a key or a query in it", hint+"; the key has a place of its own")
	case keyed && base.Scheme == "http" && !nearby(base.Hostname()):
		return nil, problem.New(problem.Usage, "The key would go to "+base.Host+" unprotected", "Use https:// in the server's address")
	}
	return base, nil
}

// nearby says whether a host is on this machine or in the local network, where
// servers without TLS are the rule.
func nearby(host string) bool {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.IsLoopback() || addr.IsPrivate() || addr.IsLinkLocalUnicast()
	}
	return !strings.Contains(host, ".") || strings.HasSuffix(host, ".local") ||
		strings.HasSuffix(host, ".lan") || strings.HasSuffix(host, ".internal") || strings.HasSuffix(host, ".localhost")
}

// local says whether a host is this machine.
func local(host string) bool {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.IsLoopback()
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// Package wiretest is a wire in memory, for tests of what asks servers. Nothing
// of it waits for the machine, so within a bubble of testing/synctest time
// stands still while a server answers: a deadline passes if the server is slow
// on purpose, and never because the machine is busy. Only tests import it.
package wiretest

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
)

// Send has a server answer one request, whatever host and scheme that is for.
func Send(to http.Handler, r *http.Request) (*http.Response, error) {
	near, far := net.Pipe()
	s := http.Server{Handler: to, ErrorLog: log.New(io.Discard, "", 0)}
	_ = s.Serve(&caller{Conn: far}) // returns at once, and goes on answering
	there := r.Clone(r.Context())
	there.URL.Scheme = "http"
	once := &http.Transport{DisableKeepAlives: true,
		DialContext: func(context.Context, string, string) (net.Conn, error) { return near, nil }}
	return once.RoundTrip(there)
}

// caller is a listener whom one calls.
type caller struct {
	net.Conn
	taken bool
}

func (c *caller) Accept() (net.Conn, error) {
	if c.taken {
		return nil, net.ErrClosed
	}
	c.taken = true
	return c.Conn, nil
}

// Close leaves the connection to who answers on it.
func (c *caller) Close() error { return nil }

func (c *caller) Addr() net.Addr { return c.LocalAddr() }

package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"

	"easel/engine/problem"
)

// maxRedirects is how often a picture's address may point elsewhere.
const maxRedirects = 3

var errPrivate = errors.New("the address is in a private network")

// Fetch downloads a picture that a server gave as an address, into a file. The
// address must be https and outside of private networks, also after each of
// three redirects at most, and what is dialled is what was checked; addresses
// of the client's own server are taken as they are. No key is sent along.
func (c *Client) Fetch(ctx context.Context, address string) (*Spooled, error) {
	target, err := url.Parse(address)
	if err != nil || target.Host == "" {
		return nil, problem.New(problem.Failed, c.options.Title+" gave an address for the picture that is none", "")
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return nil, c.fetchProblem(err)
	}
	if err := c.fetchable(target); err != nil {
		return nil, c.fetchProblem(err)
	}
	w := &watch{limit: c.options.Limits.PictureIdle, now: c.options.Now, cancel: cancel}
	var resp *http.Response
	fetcher := c.fetcher(target)
	defer fetcher.CloseIdleConnections() // nobody asks there again
	w.waiting(func() { resp, err = fetcher.Do(r) })
	if err != nil {
		return nil, c.fetchProblem(reason(ctx, err))
	}
	resp.Body = &watchedBody{ReadCloser: resp.Body, ctx: ctx, cancel: cancel, watch: w}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, c.fetchProblem(&ServerError{Status: resp.StatusCode, Message: "the picture is not at its address"})
	}
	reader, err := unpack(resp, c.options.Limits)
	if err != nil {
		return nil, c.fetchProblem(err)
	}
	return c.fetchBody(reader)
}

// Download gets a picture from a path of the client's own server that the
// caller chose, into a file. Other than with Fetch the key goes along.
func (c *Client) Download(ctx context.Context, path string) (*Spooled, error) {
	l := c.options.Limits
	resp, err := c.do(ctx, Call{Method: http.MethodGet, Path: path}, plan{idle: l.PictureIdle, whole: l.Picture, raw: true})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return c.fetchBody(resp.Body)
}

func (c *Client) fetchBody(reader io.Reader) (*Spooled, error) {
	s, err := newSpool(c.options.SpoolFolder, c.options.Limits.Picture)
	if err != nil {
		return nil, err
	}
	if err := s.fill(reader); err != nil {
		s.drop()
		return nil, c.fetchProblem(cutOr(err))
	}
	return s.finish("")
}

// own says whether an address is of the client's own server.
func (c *Client) own(u *url.URL) bool { return u.Scheme == c.base.Scheme && u.Host == c.base.Host }

func (c *Client) fetchable(u *url.URL) error {
	if u.Scheme != "https" && !c.own(u) {
		return fmt.Errorf("%w: not https", errPrivate)
	}
	return nil
}

// fetcher is a client of its own: without the key, without a proxy, as what is
// dialled must be what is checked.
func (c *Client) fetcher(first *url.URL) *http.Client {
	own := c.own(first)
	d := &net.Dialer{Timeout: dialTimeout}
	if !own {
		d.Control = onlyPublic
	}
	return &http.Client{
		Transport: dialled(d, nil),
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			switch {
			case len(via) > maxRedirects:
				return fmt.Errorf("%w: more than %d redirects", errPrivate, maxRedirects)
			case own && !c.own(r.URL):
				return fmt.Errorf("%w: a local server points elsewhere", errPrivate)
			case !own && r.URL.Scheme != "https":
				return fmt.Errorf("%w: not https", errPrivate)
			}
			return nil
		},
	}
}

// onlyPublic lets connections to public addresses pass. It runs after names
// are resolved, so a name that means two addresses in turn is of no use.
func onlyPublic(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !public(at.Addr().Unmap()) {
		return fmt.Errorf("%w: %s", errPrivate, address)
	}
	return nil
}

// special are networks that are not the public internet and that netip has no
// word for (IANA's special-purpose address registries).
func special() []netip.Prefix {
	return []netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"),      // this network
		netip.MustParsePrefix("100.64.0.0/10"),  // shared by providers
		netip.MustParsePrefix("192.0.0.0/24"),   // protocol assignments
		netip.MustParsePrefix("198.18.0.0/15"),  // measuring
		netip.MustParsePrefix("240.0.0.0/4"),    // reserved, and broadcast
		netip.MustParsePrefix("64:ff9b::/96"),   // translated, could be any of the above
		netip.MustParsePrefix("64:ff9b:1::/48"), // translated, local
		netip.MustParsePrefix("2002::/16"),      // 6to4, could be any of the above
	}
}

// public says whether an address is on the public internet.
func public(a netip.Addr) bool {
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range special() {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// fetchProblem says what is wrong with a picture's address, without the
// address: it is a key of its own to whoever sees it.
func (c *Client) fetchProblem(err error) error {
	var link *url.Error
	if errors.As(err, &link) {
		err = link.Err
	}
	if errors.Is(err, errPrivate) {
		return problem.Wrap(err, problem.Failed, c.options.Title+" gave an address for the picture that is not safe to open", hintOther)
	}
	return c.problem(err)
}

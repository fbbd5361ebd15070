package wire

import (
	"context"
	"errors"
	"net/http"

	"github.com/coder/websocket"
)

// Socket is a connection on which a server tells what happens, message by
// message, until it is closed. It is read by one goroutine.
type Socket struct {
	client *Client
	conn   *websocket.Conn
}

// Message is what a server told: JSON text without the key, or bytes.
type Message struct {
	Binary bool
	Data   []byte
}

// mostMessage is how long a message is at most: previews are the longest.
const mostMessage = 16 << 20

// Listen opens a websocket at a path of the server. An error is a
// *problem.Problem; that a server has no such path is one of them.
func (c *Client) Listen(ctx context.Context, path string) (*Socket, error) {
	header := &http.Request{Header: http.Header{}}
	c.options.sign(header)
	conn, resp, err := websocket.Dial(ctx, c.url(path), &websocket.DialOptions{
		HTTPClient: &http.Client{Transport: c.options.Transport, CheckRedirect: neverRedirected},
		HTTPHeader: header.Header,
	})
	if err != nil && resp != nil && resp.StatusCode >= http.StatusMultipleChoices {
		t := transport{words: c.words}
		err = t.redacted(&ServerError{Status: resp.StatusCode})
	}
	if err != nil {
		return nil, c.ended(ctx, err)
	}
	conn.SetReadLimit(mostMessage)
	return &Socket{c, conn}, nil
}

func neverRedirected(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Next waits for the next message; there is no limit on how long. Once it gave
// an error the socket is of no use.
func (s *Socket) Next(ctx context.Context) (Message, error) {
	kind, data, err := s.conn.Read(ctx)
	switch {
	case errors.Is(err, websocket.ErrMessageTooBig):
		return Message{}, s.client.problem(ErrTooLarge)
	case err != nil:
		return Message{}, s.client.ended(ctx, cutOr(err))
	case kind == websocket.MessageBinary:
		return Message{Binary: true, Data: data}, nil
	case !depthWithin(data, s.client.options.Limits.Depth):
		return Message{}, s.client.problem(malformed("nested too deep", nil))
	}
	return Message{Data: s.client.withoutKey(data)}, nil
}

// Close ends the connection at once.
func (s *Socket) Close() { _ = s.conn.CloseNow() } // it is gone either way

// Package wire is the one door to the servers of generators. It is go-openai's
// client behind a transport of ours that makes up for what that client lacks,
// and small calls of our own for what it does not know and for other wires. It
// exists so that no generator has to think about torn streams, bombs, retries
// or keys. Prompt generators and image generators may import it.
//
//	client, err := wire.New(wire.Options{BaseURL: "https://api.openai.com/v1", Key: key, Title: "OpenAI"})
//
//	for piece, err := range client.Chat(ctx, request, wire.Extra{"temperature": 0}) { ... }       // a chat, streamed
//	for event, err := range client.Pictures(ctx, wire.Call{Path: "/images/generations", Body: b}) // pictures, in files
//	err = client.JSON(ctx, wire.Call{Method: "GET", Path: "/models"}, &reply)                     // anything small
//	models, err := client.Models(ctx)
//	file, err := client.Fetch(ctx, url)                                                           // a picture given as an address
//	file, err := client.Download(ctx, "/view?filename=a.png")                                     // a picture at a path of the server
//	socket, err := client.Listen(ctx, "/ws")                                                      // a websocket, read message by message
//
// # What holds for every call
//
// An error is a *problem.Problem; what the server said is its cause, a
// [*ServerError]; [ErrCut], [ErrIdle], [ErrTooLarge] and [ErrMalformed] can be
// asked for with errors.Is. What was received before an error stays good.
//
// There is no limit on the whole time, since pictures take minutes, but one on
// idleness: see [Limits]. Cancelling ctx closes the connection.
//
// Only what a server cannot have accepted is sent again: a connection that
// was not made, 429 that does not mean an empty account, and 503. Who wants to
// show the countdown gives [WithWaiting] to the call's context.
//
// Fields that go-openai's structs lack, drop at zero, or refuse (temperature 0,
// max_tokens for "gpt-5...", quality "xhigh", ...) go into [Extra]; they are
// merged into the body at the door. nil takes a field out.
//
// The key is added at the last moment, for the base URL's host and the key's
// domain alone ([Client.Trusts]), and is replaced by *** in everything that comes
// back. Redirects are not followed.
package wire

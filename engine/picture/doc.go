// Package picture is a saved file: its name, its atomic write, its metadata in
// and out, and its decoding within limits. It exists so that nothing paid for
// is lost or overwritten, every picture carries what made it, and no file from
// elsewhere can eat the machine's memory. engine and the screen may import it;
// of the engine it imports problem alone. What it reads out of a file is as
// hostile as the file: it is shown, never obeyed, and made safe by whoever
// shows it.
package picture

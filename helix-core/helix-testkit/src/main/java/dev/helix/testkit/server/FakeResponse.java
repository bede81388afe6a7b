/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A response that is written piece by piece. Confined to its connection's thread. */
public final class FakeResponse {
    private final Socket socket;
    private final OutputStream out;
    private boolean ended;

    FakeResponse(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /**
     * Sends a whole answer.
     *
     * @param status the HTTP status
     * @param headers by name
     * @param body sent as UTF-8
     * @throws IOException if the client has gone
     */
    public void send(int status, Map<String, String> headers, String body) throws IOException {
        requireNonNull(body, "body");
        requireNonNull(headers, "headers");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head(status, headers, "content-length: " + bytes.length);
        out.write(bytes);
        out.flush();
        ended = true;
    }

    /**
     * Begins an answer of pieces.
     *
     * @param status the HTTP status
     * @param headers by name
     * @throws IOException if the client has gone
     */
    public void begin(int status, Map<String, String> headers) throws IOException {
        head(status, requireNonNull(headers, "headers"), "transfer-encoding: chunked");
        out.flush();
    }

    private void head(int status, Map<String, String> headers, String framing) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Fake\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write((head + framing + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends a piece of the body, in a network packet of its own where the system plays along.
     *
     * @param text sent as UTF-8
     * @throws IOException if the client has gone
     */
    public void piece(String text) throws IOException {
        piece(requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a piece of the body, which may end inside of a character.
     *
     * @param bytes at least one
     * @throws IOException if the client has gone
     */
    public void piece(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(requireNonNull(bytes, "bytes").length) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /**
     * Ends the body properly.
     *
     * @throws IOException if the client has gone
     */
    public void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        ended = true;
    }

    /**
     * Sends nothing more until the client goes away or the server is closed.
     *
     * @throws IOException if the connection breaks
     */
    public void hang() throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // A client that hangs up makes this return; whatever else it sends does not matter.
        }
    }

    boolean isEnded() {
        return ended;
    }
}

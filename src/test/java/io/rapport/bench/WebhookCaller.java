package io.rapport.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that stays open as long as the application likes, as a messenger's; hand-made, so that the load costs next to nothing of the machine it shares. */
final class WebhookCaller implements AutoCloseable {

    private final URI address;
    private final String secret;
    private Socket socket;
    private InputStream in;

    WebhookCaller(URI address, String secret) throws IOException {
        this.address = address;
        this.secret = secret;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Delivers one update and returns the status. */
    int post(String update) throws IOException {
        byte[] body = update.getBytes(StandardCharsets.UTF_8);
        byte[] head = """
                POST /webhooks/telegram HTTP/1.1\r
                Host: %s\r
                Content-Type: application/json\r
                X-Telegram-Bot-Api-Secret-Token: %s\r
                Content-Length: %d\r
                \r
                """.formatted(address.getAuthority(), secret, body.length).getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        socket.getOutputStream().write(request);
        return status();
    }

    private int status() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        long length = 0;
        boolean isLast = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).strip());
            }
            isLast |= header.equalsIgnoreCase("connection: close");
        }
        in.skipNBytes(length);
        if (isLast) {
            socket.close();
            connect();
        }
        return status;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the application closed the connection");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package org.citywall.gateway.notify.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.citywall.gateway.testing.TicketRig;

/** An SMTP server (RFC 5321) on a real socket, without TLS, that checks the log-in. */
final class FakeSmtp {
    static final String USER = "duty@citywall.example";
    static final String PASSWORD = "p4ssw0rd";

    /** A mail as it came in. */
    record Mail(String from, String to, Map<String, String> headers, String body) {}

    final List<Mail> mails = new CopyOnWriteArrayList<>();

    /** Reply by command, such as {@code RCPT}; 0: none at all. */
    final Map<String, Integer> replies = new ConcurrentHashMap<>();

    private final boolean wantsLogin;
    private final NetServer server;

    FakeSmtp(Vertx vertx, boolean wantsLogin) {
        this.wantsLogin = wantsLogin;
        this.server =
                TicketRig.await(
                        vertx.createNetServer()
                                .connectHandler(socket -> new Session(socket).greet())
                                .listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    void close() {
        TicketRig.await(server.close());
    }

    private final class Session {
        private final NetSocket socket;
        private final StringBuilder data = new StringBuilder();
        private boolean isLoggedIn = !wantsLogin;
        private boolean isData;
        private String from = "";
        private String to = "";

        Session(NetSocket socket) {
            this.socket = socket;
            RecordParser lines =
                    RecordParser.newDelimited("\r\n", line -> take(line.toString(UTF_8)));
            socket.handler(lines);
        }

        void greet() {
            say("CONNECT", "220 mail.example ESMTP");
        }

        private void say(String command, String reply) {
            Integer played = replies.get(command);
            if (played == null) {
                socket.write(reply + "\r\n");
            } else if (played > 0) {
                socket.write(played + " played for " + to + "\r\n");
            }
        }

        private void take(String line) {
            if (isData) {
                takeData(line);
                return;
            }
            String command = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (command) {
                case "EHLO" -> say(command, "250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN");
                case "AUTH" -> say(command, logIn(line.substring("AUTH PLAIN ".length())));
                case "MAIL" -> {
                    from = address(line);
                    say(command, isLoggedIn ? "250 ok" : "530 log in first");
                }
                case "RCPT" -> {
                    to = address(line);
                    say(command, "250 ok");
                }
                case "DATA" -> {
                    isData = !replies.containsKey(command);
                    say(command, "354 go on");
                }
                case "QUIT" -> socket.write("221 bye\r\n");
                case "RSET" -> socket.write("250 ok\r\n");
                default -> socket.write("502 not known\r\n");
            }
        }

        private String logIn(String given) {
            String expected = "\0" + USER + "\0" + PASSWORD;
            isLoggedIn = expected.equals(new String(Base64.getDecoder().decode(given), UTF_8));
            return isLoggedIn ? "235 welcome" : "535 wrong user or password";
        }

        private void takeData(String line) {
            if (!line.equals(".")) {
                data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                return;
            }
            isData = false;
            if (!replies.containsKey("END")) {
                mails.add(parsed());
            }
            data.setLength(0);
            say("END", "250 taken");
        }

        private Mail parsed() {
            String[] parts = data.toString().split("\r\n\r\n", 2);
            Map<String, String> headers = new HashMap<>();
            for (String header : parts[0].replaceAll("\r\n[ \t]+", " ").split("\r\n", -1)) {
                String[] pair = header.split(": ", 2);
                headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
            }
            return new Mail(from, to, headers, quoted(parts[1].replaceAll("=\r\n", ""), false));
        }

        private static String address(String line) {
            return line.replaceAll(".*<(.*)>.*", "$1");
        }
    }

    /** Text of a header with encoded words (RFC 2047, Q). */
    static String words(String header) {
        StringBuilder text = new StringBuilder();
        for (String word : header.split(" ", -1)) {
            text.append(
                    word.startsWith("=?UTF-8?Q?")
                            ? quoted(word.substring(10, word.length() - 2), true)
                            : word);
        }
        return text.toString();
    }

    private static String quoted(String text, boolean isWord) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else if (isWord && c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(ISO_8859_1));
            }
        }
        return bytes.toString(UTF_8);
    }
}

package org.citywall.launcher.replay;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.citywall.gateway.ingest.slope.DpFault;
import org.citywall.gateway.ingest.slope.DpMessage;
import org.citywall.gateway.ingest.slope.DpReader;
import org.citywall.gateway.ingest.slope.DpReading;

/**
 * Messages of {@code $dp} as they stood on the wire, one per line in hex, with or without blanks
 * between the bytes. They are read by what reads them at the gateway.
 */
final class DpRecording implements Recording {
    private final List<String> lines;

    DpRecording(byte[] bytes) {
        lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void read(Sink sink) throws InterruptedException {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                line(i + 1, line, sink);
            }
        }
    }

    private void line(int number, String line, Sink sink) throws InterruptedException {
        String digits = line.replace(" ", "");
        byte[] message;
        try {
            message = HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            String text = lines.get(number - 1);
            int column =
                    IntStream.range(0, text.length())
                            .filter(at -> !isHexOrBlank(text.charAt(at)))
                            .findFirst()
                            .orElse(text.length());
            sink.reject("line %d, column %d".formatted(number, column + 1), "is no hex byte");
            return;
        }
        message("line %d, column 1".formatted(number), message, sink);
    }

    private static boolean isHexOrBlank(char c) {
        return c == ' ' || HexFormat.isHexDigit(c);
    }

    /** Takes what one message holds, and says what in it is no reading. */
    static void message(String where, byte[] bytes, Sink sink) throws InterruptedException {
        DpMessage message;
        try {
            message = DpReader.read(bytes);
        } catch (DpFault e) {
            sink.reject(where, e.reason() + ": " + e.getMessage());
            return;
        }
        for (DpReading one : message.readings()) {
            sink.take(where, new RecordedReading(one.stationId(), one.deviceTime(), one.toData()));
        }
        if (message.faults() > 0) {
            String more = message.faults() > 1 ? " (and %d more)" : "";
            sink.reject(
                    where,
                    message.field()
                            + " "
                            + message.detail()
                            + more.formatted(message.faults() - 1));
        }
    }
}

package org.citywall.gateway.ingest.gb26875.codec;

import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Small words for tests of the splitter. */
final class Splits {
    static final LocalDateTime NOON = LocalDateTime.of(2026, 6, 8, 12, 30, 5);
    static final long PANEL = 0xA1B2C3D4L;
    static final long CENTRE = 0x5B38L;

    private Splits() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static Frame frame(int serial, byte... unit) {
        PanelTime time = PanelTime.of(NOON, TimeCoding.BINARY);
        return new Frame(serial, 1, 1, time, PANEL, CENTRE, Commands.SEND, unit);
    }

    static byte[] bytes(Frame frame) {
        return FrameEncoder.encode(frame, Checksum.SUM);
    }

    static byte[] glued(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** All at once. */
    static List<Split> split(byte[] stream) {
        return split(new FrameSplitter(Checksum.SUM), stream, stream.length);
    }

    /** In pieces of so many bytes. */
    static List<Split> split(FrameSplitter splitter, byte[] stream, int piece) {
        List<Split> found = new ArrayList<>();
        for (int from = 0; from < stream.length; from += piece) {
            splitter.feed(stream, from, Math.min(piece, stream.length - from), found::add);
        }
        return found;
    }

    static List<Integer> goodSerials(List<Split> found) {
        List<Integer> serials = new ArrayList<>();
        for (Split split : found) {
            if (split instanceof Split.Good good) {
                serials.add(good.frame().serial());
            }
        }
        return serials;
    }

    static List<Fault> faults(List<Split> found) {
        List<Fault> faults = new ArrayList<>();
        for (Split split : found) {
            if (split instanceof Split.Bad bad) {
                faults.add(bad.fault());
            }
        }
        return faults;
    }
}

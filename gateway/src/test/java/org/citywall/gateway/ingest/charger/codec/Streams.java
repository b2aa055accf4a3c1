package org.citywall.gateway.ingest.charger.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Streams of bytes for tests of the codec. */
final class Streams {
    private Streams() {}

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static byte[] glued(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** All that is found, the end of the stream included. */
    static List<Split> split(byte[] stream, int piece) {
        FrameSplitter splitter = new FrameSplitter();
        List<Split> found = fed(splitter, stream, piece);
        splitter.giveUp(found::add);
        return found;
    }

    /** What is found while more may come. */
    static List<Split> fed(FrameSplitter splitter, byte[] stream, int piece) {
        List<Split> found = new ArrayList<>();
        for (int from = 0; from < stream.length; from += piece) {
            splitter.feed(stream, from, Math.min(piece, stream.length - from), found::add);
        }
        return found;
    }

    static List<Frame> frames(List<Split> found) {
        List<Frame> frames = new ArrayList<>();
        for (Split split : found) {
            if (split instanceof Split.Good good) {
                frames.add(good.frame());
            }
        }
        return frames;
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

package org.citywall.gateway.ingest.gb26875.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * What must hold of any bytes at all. Apart from {@link CodecFuzz}, because Jazzer's own driver
 * would take a class with a test in it for a test, with its time limit.
 */
public final class CodecFuzzTarget {
    private CodecFuzzTarget() {}

    /** Jazzer's own entry: first byte how the stream is cut, second the checksum, the rest it. */
    public static void fuzzerTestOneInput(byte[] input) {
        readUnit(input);
        if (input.length < 2) {
            return;
        }
        Checksum checksum = (input[1] & 1) == 0 ? Checksum.SUM : Checksum.XOR;
        List<Split> found = split(input, checksum, 1 + (input[0] & 0xFF));
        List<Split> whole = split(input, checksum, input.length);
        require(found.equals(whole), "what is found depends on how the stream was cut");
        for (Split split : found) {
            if (split instanceof Split.Good good) {
                readFrame(good.frame(), checksum);
            }
        }
    }

    private static List<Split> split(byte[] input, Checksum checksum, int piece) {
        FrameSplitter splitter = new FrameSplitter(checksum);
        List<Split> found = new ArrayList<>();
        for (int from = 2; from < input.length; from += piece) {
            splitter.feed(input, from, Math.min(piece, input.length - from), found::add);
            require(splitter.held() < Shell.MAX, "more than a frame is held");
        }
        splitter.giveUp(found::add);
        require(!splitter.isMidFrame(), "something is held after giving up");
        // Each takes at least a byte of the stream, so that a sender cannot have us make more.
        require(found.size() <= input.length, "more found than sent");
        for (Split split : found) {
            require(
                    !(split instanceof Split.Bad bad) || bad.head().length <= 64,
                    "too much is kept of a fault");
        }
        return found;
    }

    private static void readFrame(Frame frame, Checksum checksum) {
        byte[] bytes = FrameEncoder.encode(frame, checksum);
        List<Split> again = new ArrayList<>();
        new FrameSplitter(checksum).feed(bytes, 0, bytes.length, again::add);
        require(again.equals(List.of(new Split.Good(frame))), "a frame is not read as written");
        for (TimeCoding coding : TimeCoding.values()) {
            frame.time()
                    .read(coding)
                    .ifPresent(
                            time ->
                                    require(
                                            PanelTime.of(time, coding).equals(frame.time()),
                                            "a time is not read as written"));
        }
        readUnit(frame.unit());
    }

    private static void readUnit(byte[] bytes) {
        InfoUnit unit;
        try {
            unit = UnitDecoder.decode(bytes);
        } catch (UnitException refused) {
            require(refused.offset() <= bytes.length, "an offset outside of the unit");
            return;
        }
        if (bytes.length > Frame.UNIT_MAX) {
            return; // cannot come in a frame, and cannot be written
        }
        byte[] written = UnitEncoder.encode(unit);
        require(written.length <= bytes.length, "a unit grew when it was written");
        try {
            require(UnitDecoder.decode(written).equals(unit), "a unit is not read as written");
        } catch (UnitException refused) {
            throw new AssertionError("our own unit is refused", refused);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}

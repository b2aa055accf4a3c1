package org.citywall.gateway.ingest.charger.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must hold of any bytes at all. Apart from {@link ChargerFuzz}, because Jazzer's own driver
 * would take a class with a test in it for a test, with its time limit.
 */
public final class ChargerFuzzTarget {
    private static final Frame NEXT = UpCodec.encode(new UpMessage.StopAnswer(1, 1, 0));

    private ChargerFuzzTarget() {}

    /** Jazzer's own entry: first byte how the stream is cut, second a command, the rest it. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        List<Split> found = split(input, 1 + (input[0] & 0xFF));
        List<Split> whole = split(input, input.length);
        require(found.equals(whole), "what is found depends on how the stream was cut");
        for (Split split : found) {
            if (split instanceof Split.Good good) {
                readFrame(good.frame());
            }
        }
        int length = Math.min(input.length, 2 + Frame.BODY_MAX);
        readFrame(new Frame(input[1] & 0xFF, 0, Arrays.copyOfRange(input, 2, length)));
    }

    private static List<Split> split(byte[] input, int piece) {
        FrameSplitter splitter = new FrameSplitter();
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
        List<Split> next = new ArrayList<>();
        byte[] bytes = FrameEncoder.encode(NEXT);
        splitter.feed(bytes, 0, bytes.length, next::add);
        require(next.equals(List.of(new Split.Good(NEXT))), "sync is lost");
        return found;
    }

    private static void readFrame(Frame frame) {
        byte[] bytes = FrameEncoder.encode(frame);
        List<Split> again = new ArrayList<>();
        new FrameSplitter().feed(bytes, 0, bytes.length, again::add);
        require(again.equals(List.of(new Split.Good(frame))), "a frame is not read as written");
        readUp(frame);
        readDown(frame);
    }

    private static void readUp(Frame frame) {
        Addressed<UpMessage> read;
        try {
            read = UpCodec.decode(frame);
        } catch (MessageException refused) {
            require(refused.offset() <= frame.body().length, "an offset outside of the body");
            return;
        }
        Frame written = UpCodec.encode(read.imei(), read.message());
        require(written.body().length <= frame.body().length, "a message grew when it was written");
        try {
            require(UpCodec.decode(written).equals(read), "a message is not read as written");
        } catch (MessageException refused) {
            throw new AssertionError("our own message is refused", refused);
        }
    }

    private static void readDown(Frame frame) {
        Addressed<DownMessage> read;
        try {
            read = DownCodec.decode(frame);
        } catch (MessageException refused) {
            require(refused.offset() <= frame.body().length, "an offset outside of the body");
            return;
        }
        try {
            Frame written = DownCodec.encode(read.imei(), read.message());
            require(DownCodec.decode(written).equals(read), "an order is not read as written");
        } catch (MessageException refused) {
            throw new AssertionError("our own order is refused", refused);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}

package org.citywall.gateway.ingest.charger.codec;

/** Frames to bytes. */
public final class FrameEncoder {
    private FrameEncoder() {}

    /** The whole frame as on the wire. */
    public static byte[] encode(Frame frame) {
        byte[] body = frame.body();
        int length = body.length + Shell.AROUND_BODY;
        byte[] out = new byte[Shell.COMMAND_AT + length];
        out[0] = Shell.START_1;
        out[1] = Shell.START_2;
        out[Shell.LENGTH_AT] = (byte) length;
        out[Shell.LENGTH_AT + 1] = (byte) (length >> 8);
        out[Shell.COMMAND_AT] = (byte) frame.command();
        out[Shell.RESULT_AT] = (byte) frame.result();
        System.arraycopy(body, 0, out, Shell.BODY_AT, body.length);
        out[out.length - 1] = (byte) Shell.sum(out, Shell.LENGTH_AT, out.length - 1);
        return out;
    }
}

package org.citywall.gateway.ingest.gb26875.codec;

/** Frames to bytes. */
public final class FrameEncoder {
    private FrameEncoder() {}

    /** The whole frame as on the wire. */
    public static byte[] encode(Frame frame, Checksum checksum) {
        int length = frame.unit().length;
        int checksumAt = Shell.UNIT_AT + length;
        byte[] out = new byte[checksumAt + Shell.TAIL];
        out[0] = Shell.START;
        out[1] = Shell.START;
        LittleEndian.write(frame.serial(), out, Shell.SERIAL_AT, 2);
        out[Shell.MAJOR_AT] = (byte) frame.majorVersion();
        out[Shell.USER_AT] = (byte) frame.userVersion();
        LittleEndian.write(frame.time().raw(), out, Shell.TIME_AT, PanelTime.SIZE);
        LittleEndian.write(frame.source(), out, Shell.SOURCE_AT, Frame.ADDRESS_SIZE);
        LittleEndian.write(frame.target(), out, Shell.TARGET_AT, Frame.ADDRESS_SIZE);
        LittleEndian.write(length, out, Shell.LENGTH_AT, 2);
        out[Shell.COMMAND_AT] = (byte) frame.command();
        System.arraycopy(frame.unit(), 0, out, Shell.UNIT_AT, length);
        out[checksumAt] = (byte) checksum.of(out, Shell.SERIAL_AT, checksumAt);
        out[checksumAt + 1] = Shell.END;
        out[checksumAt + 2] = Shell.END;
        return out;
    }
}

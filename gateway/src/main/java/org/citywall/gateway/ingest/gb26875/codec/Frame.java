package org.citywall.gateway.ingest.gb26875.codec;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame, without its shell.
 *
 * @param serial 0 to 65535, chosen by the initiator; its answer repeats it
 * @param majorVersion 1 in the standard
 * @param userVersion the vendor's
 * @param time when the sender sent it, by its own clock
 * @param source address of the sender, 48 bits
 * @param target address of the receiver, 48 bits
 * @param command see {@link Commands}
 * @param unit the application unit, 0 to 1024 bytes; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see below
public record Frame(
        int serial,
        int majorVersion,
        int userVersion,
        PanelTime time,
        long source,
        long target,
        int command,
        byte[] unit) {
    /** Longest application unit, in bytes. */
    public static final int UNIT_MAX = 1024;

    static final int ADDRESS_SIZE = 6;
    private static final long ADDRESS_MAX = (1L << 48) - 1;
    private static final byte[] EMPTY = {};

    public Frame {
        requireUpTo(0xFFFF, serial, "serial");
        requireUpTo(0xFF, majorVersion, "majorVersion");
        requireUpTo(0xFF, userVersion, "userVersion");
        requireUpTo(0xFF, command, "command");
        requireUpTo(ADDRESS_MAX, source, "source");
        requireUpTo(ADDRESS_MAX, target, "target");
        requireUpTo(UNIT_MAX, unit.length, "length of the unit");
    }

    private static void requireUpTo(long max, long value, String name) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(name + " must be 0 to " + max + ": " + value);
        }
    }

    /** The address as 12 upper-case hex digits, as in the registry. */
    public static String hex(long address) {
        return HexFormat.of().withUpperCase().toHexDigits(address, 2 * ADDRESS_SIZE);
    }

    /** Whether the sender only says that it lives (its vendor's other ways aside). */
    public boolean isHeartbeat() {
        return command == Commands.SEND && unit.length == 0;
    }

    /** The answer to this frame: back to the sender, with its serial and version, without unit. */
    public Frame reply(int replyCommand, PanelTime now) {
        return reply(replyCommand, now, EMPTY);
    }

    /** The same with a unit, as for {@link Commands#ANSWER}. */
    public Frame reply(int replyCommand, PanelTime now, byte[] replyUnit) {
        return new Frame(
                serial,
                majorVersion,
                userVersion,
                now,
                /* source= */ target,
                /* target= */ source,
                replyCommand,
                replyUnit);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame that
                && serial == that.serial
                && majorVersion == that.majorVersion
                && userVersion == that.userVersion
                && time.equals(that.time)
                && source == that.source
                && target == that.target
                && command == that.command
                && Arrays.equals(unit, that.unit);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * serial + command) + Arrays.hashCode(unit);
    }

    @Override
    public String toString() {
        return "Frame[serial=%d, version=%d.%d, time=%012X, source=%s, target=%s, command=%d, unit=%s]"
                .formatted(
                        serial,
                        majorVersion,
                        userVersion,
                        time.raw(),
                        hex(source),
                        hex(target),
                        command,
                        HexFormat.of().formatHex(unit));
    }
}

package org.citywall.gateway.registry;

/**
 * How one panel deviates from GB/T 26875.3 (docs/domain/gb26875.md, "Profiles"). Set by a person,
 * never guessed: a time in BCD often reads as another valid time in binary.
 *
 * @param deviceId the panel
 * @param timeCoding {@code binary} or {@code bcd}
 * @param checksum {@code sum} or {@code xor}
 * @param ackStyle the time in our answers: {@code now}, or {@code echo} of the frame answered
 * @param clockLimitS seconds that its clock may be wrong, or null for the gateway's limit
 * @param keepaliveCommand a command of its own that is a sign of life, or null
 */
public record PanelProfile(
        String deviceId,
        String timeCoding,
        String checksum,
        String ackStyle,
        Integer clockLimitS,
        Integer keepaliveCommand) {
    /** What the standard says, for panels without an entry. */
    public static PanelProfile standard(String deviceId) {
        return new PanelProfile(deviceId, "binary", "sum", "now", null, null);
    }

    /** Times are packed decimal digits. */
    public boolean isBcd() {
        return "bcd".equals(timeCoding);
    }

    /** The checksum is the exclusive or instead of the sum. */
    public boolean isXor() {
        return "xor".equals(checksum);
    }

    /** Our answers repeat the time of the frame. */
    public boolean isEcho() {
        return "echo".equals(ackStyle);
    }

    /** Whether a frame of this command is only a sign of life. */
    public boolean isKeepalive(int command) {
        return keepaliveCommand != null && keepaliveCommand == command;
    }
}

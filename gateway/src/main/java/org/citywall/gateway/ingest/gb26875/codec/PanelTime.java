package org.citywall.gateway.ingest.gb26875.codec;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A time as a panel wrote it: six bytes (second, minute, hour, day, month, year - 2000), Beijing
 * time without a zone. What they mean depends on the device's {@link TimeCoding}; they may mean
 * nothing at all.
 *
 * @param raw the six bytes as a little-endian number: the second is the lowest byte
 */
public record PanelTime(long raw) {
    /** Bytes of a time. */
    public static final int SIZE = 6;

    private static final long MAX = (1L << 48) - 1;
    private static final int FIRST_YEAR = 2000;

    public PanelTime {
        if (raw < 0 || raw > MAX) {
            throw new IllegalArgumentException("a time has six bytes: " + raw);
        }
    }

    /**
     * This moment, to the second.
     *
     * @throws IllegalArgumentException if the year is not 2000 to 2099
     */
    public static PanelTime of(LocalDateTime time, TimeCoding coding) {
        int year = time.getYear() - FIRST_YEAR;
        if (year < 0 || year > 99) {
            throw new IllegalArgumentException("a panel's year is 2000 to 2099: " + time);
        }
        long raw = coding.write(year);
        raw = (raw << 8) | coding.write(time.getMonthValue());
        raw = (raw << 8) | coding.write(time.getDayOfMonth());
        raw = (raw << 8) | coding.write(time.getHour());
        raw = (raw << 8) | coding.write(time.getMinute());
        return new PanelTime((raw << 8) | coding.write(time.getSecond()));
    }

    static PanelTime at(byte[] bytes, int offset) {
        return new PanelTime(LittleEndian.read(bytes, offset, SIZE));
    }

    /** The moment in this coding, or empty if the bytes are not a date and a time of day in it. */
    public Optional<LocalDateTime> read(TimeCoding coding) {
        int[] parts = new int[SIZE];
        for (int i = 0; i < SIZE; i++) {
            parts[i] = coding.read((int) (raw >> (8 * i)) & 0xFF);
        }
        try {
            if (parts[5] < 0) {
                return Optional.empty();
            }
            int year = FIRST_YEAR + parts[5];
            return Optional.of(
                    LocalDateTime.of(year, parts[4], parts[3], parts[2], parts[1], parts[0]));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    /** The six bytes as on the wire. */
    public byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        LittleEndian.write(raw, bytes, 0, SIZE);
        return bytes;
    }
}

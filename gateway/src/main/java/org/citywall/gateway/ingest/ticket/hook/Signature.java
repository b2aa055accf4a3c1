package org.citywall.gateway.ingest.ticket.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.citywall.contracts.Nullable;
import org.citywall.gateway.privacy.Sealing;

/**
 * {@code X-Citywall-Signature: t=1772352000,v1=…}: HMAC-SHA-256 in hex of the time in seconds, a
 * dot, and the body. Several {@code v1} may stand there while a secret is changed. Pure.
 */
public final class Signature {
    /** The header. */
    public static final String HEADER = "x-citywall-signature";

    private Signature() {}

    /** Whether the header proves that who knows the secret sent this body just now. */
    public static boolean isValid(
            @Nullable String header, String body, String secret, Instant now, Duration tolerance) {
        if (header == null) {
            return false;
        }
        Long time = null;
        for (String part : header.split(",", -1)) {
            if (part.strip().matches("t=[0-9]{1,12}")) {
                time = Long.parseLong(part.strip().substring(2));
            }
        }
        if (time == null
                || Duration.between(Instant.ofEpochSecond(time), now).abs().compareTo(tolerance)
                        > 0) {
            return false;
        }
        byte[] expected = of(time, body, secret).getBytes(UTF_8);
        for (String part : header.split(",", -1)) {
            String stripped = part.strip();
            if (stripped.startsWith("v1=")
                    && MessageDigest.isEqual(expected, stripped.substring(3).getBytes(UTF_8))) {
                return true;
            }
        }
        return false;
    }

    /** The signature of a body at this time, seconds since 1970. */
    public static String of(long time, String body, String secret) {
        return HexFormat.of().formatHex(Sealing.hmac(secret.getBytes(UTF_8), time + "." + body));
    }
}

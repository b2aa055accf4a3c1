package org.citywall.launcher.demo.devices.tickets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.citywall.contracts.Nullable;

/**
 * Signatures of messages between Citywall and others: {@code t=…,v1=…}, the time in seconds of Unix
 * time, and the HMAC-SHA256 of that, a dot and the body, in hex (docs/interfaces.md).
 */
final class OrderSignature {
    /** Header that carries it. */
    static final String HEADER = "X-Citywall-Signature";

    /** What was signed longer ago may be somebody's who listened. */
    private static final Duration YOUNG = Duration.ofMinutes(5);

    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final String ALGORITHM = "HmacSHA256";

    private OrderSignature() {}

    static String of(String secret, Instant now, byte[] body) {
        long seconds = now.getEpochSecond();
        return "t=%d,v1=%s"
                .formatted(seconds, HexFormat.of().formatHex(mac(secret, seconds, body)));
    }

    /** Whether who holds the secret signed this body a short time ago. */
    static boolean isGood(@Nullable String header, String secret, Instant now, byte[] body) {
        Matcher form = FORM.matcher(header == null ? "" : header);
        if (!form.matches()) {
            return false;
        }
        long seconds = Long.parseLong(form.group(1));
        boolean isYoung = Math.abs(now.getEpochSecond() - seconds) <= YOUNG.toSeconds();
        byte[] given = HexFormat.of().parseHex(form.group(2));
        return isYoung && MessageDigest.isEqual(given, mac(secret, seconds, body));
    }

    private static byte[] mac(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}

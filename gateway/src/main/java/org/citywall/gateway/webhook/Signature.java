package org.citywall.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proof that a message is ours. */
public final class Signature {
    /** Header that carries it. */
    public static final String HEADER = "X-Citywall-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * {@code t=…,v1=…}: when it was signed in seconds of Unix time, and the HMAC-SHA256 of that, a
     * dot and the body, in hex. Who takes it should refuse what was signed long ago.
     */
    public static String of(String secret, Instant now, byte[] body) {
        long seconds = now.getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}

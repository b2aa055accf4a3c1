package org.citywall.gateway.notify.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The city's key pair by which push services know it (VAPID, RFC 8292). Browsers subscribe to the
 * public key: with another pair every subscription is lost.
 */
public final class VapidKeys {
    /** A day is the longest that is allowed (RFC 8292 §2); clocks differ. */
    private static final Duration VALID = Duration.ofHours(1);

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LINE = 64;
    private static final int BITS = 256;
    private static final byte[] PROBE = "citywall".getBytes(US_ASCII);

    private final VAPIDKeyPair pair;
    private final String subject;

    private VapidKeys(VAPIDKeyPair pair, String subject) {
        this.pair = pair;
        this.subject = subject;
    }

    /**
     * The pair in a file of two PEM blocks, {@code PRIVATE KEY} (PKCS #8) and {@code PUBLIC KEY},
     * of the curve P-256.
     *
     * @param subject whom a push service writes to if something is wrong, as {@code mailto:} or
     *     {@code https:}; empty: it is not told
     * @throws IllegalArgumentException saying what is wrong with the file
     */
    public static VapidKeys read(Path file, String subject) {
        try {
            return of(Files.readString(file, US_ASCII), subject);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + file, e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "must have a PRIVATE KEY and its PUBLIC KEY of the curve P-256: " + file, e);
        }
    }

    private static VapidKeys of(String text, String subject) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC");
        ECPrivateKey secret =
                (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE)));
        ECPublicKey open =
                (ECPublicKey) keys.generatePublic(new X509EncodedKeySpec(block(text, PUBLIC)));
        if (open.getParams().getOrder().bitLength() != BITS || !belong(secret, open)) {
            throw new IllegalArgumentException("no pair of P-256");
        }
        return new VapidKeys(
                VAPIDKeyPairs.of(
                        PrivateKeySources.ofECPrivateKey(secret),
                        PublicKeySources.ofECPublicKey(open)),
                subject);
    }

    private static byte[] block(String text, String name) {
        Matcher found =
                Pattern.compile("-----BEGIN " + name + "-----([^-]+)-----END " + name + "-----")
                        .matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("no " + name);
        }
        return Base64.getMimeDecoder().decode(found.group(1));
    }

    private static boolean belong(ECPrivateKey secret, ECPublicKey open)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(secret);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    /** A new pair, as such a file has it. */
    public static String create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return pem(PRIVATE, pair.getPrivate().getEncoded())
                    + pem(PUBLIC, pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String name, byte[] key) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(name, lines, name);
    }

    /** What browsers subscribe to: the uncompressed point in base64url. */
    String publicKey() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(pair.extractPublicKeyInUncompressedForm());
    }

    /** Header {@code Authorization} of a request that leaves now. */
    String authorization(String endpoint, Instant now) {
        VAPIDJWTParam.Builder claims =
                VAPIDJWTParam.getBuilder()
                        .resourceURLString(endpoint)
                        .expirationTime(now.plus(VALID));
        if (!subject.isEmpty()) {
            claims.subject(subject);
        }
        return pair.generateAuthorizationHeaderValue(claims.build());
    }

    /** The secret stays inside. */
    @Override
    public String toString() {
        return "VapidKeys[" + publicKey() + "]";
    }
}

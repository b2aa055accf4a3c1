package org.citywall.gateway.notify.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.citywall.contracts.Json;

/** A browser's side of RFC 8291, by the JDK alone. */
public final class FakeBrowser {
    private static final int SALT = 16;
    private static final int HEADER = 21;
    private static final int POINT = 65;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys = pair();
    private final byte[] auth = new byte[16];

    /** With new keys. */
    public FakeBrowser() {
        new SecureRandom().nextBytes(auth);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What it gives to whoever wants to send there. */
    public String subscription(String endpoint) {
        return "{'endpoint':'%s','expirationTime':null,'keys':{'p256dh':'%s','auth':'%s'}}"
                .formatted(endpoint, BASE64.encodeToString(point()), BASE64.encodeToString(auth));
    }

    private byte[] point() {
        ECPoint point = ((ECPublicKey) keys.getPublic()).getW();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(4);
        bytes.writeBytes(of32(point.getAffineX()));
        bytes.writeBytes(of32(point.getAffineY()));
        return bytes.toByteArray();
    }

    private static byte[] of32(BigInteger number) {
        byte[] raw = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(raw.length, 32);
        System.arraycopy(raw, raw.length - length, fixed, 32 - length, length);
        return fixed;
    }

    /** A public key of an uncompressed point. */
    static ECPublicKey key(byte[] point) throws GeneralSecurityException {
        ECPoint at =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                        new BigInteger(1, Arrays.copyOfRange(point, 33, POINT)));
        return (ECPublicKey)
                KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        at, ((ECPublicKey) pair().getPublic()).getParams()));
    }

    /** The message in an encrypted body of one record. */
    public JsonNode read(Buffer body) {
        try {
            return Json.read(new String(open(body.getBytes()), UTF_8), JsonNode.class);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] open(byte[] body) throws GeneralSecurityException {
        byte[] salt = Arrays.copyOf(body, SALT);
        byte[] sender = Arrays.copyOfRange(body, HEADER, HEADER + POINT);
        byte[] sealed = Arrays.copyOfRange(body, HEADER + POINT, body.length);
        byte[] info = join("WebPush: info\0".getBytes(US_ASCII), point(), sender);
        byte[] ikm = hkdf(auth, agreed(keys.getPrivate(), sender), info, 32);
        byte[] cek = hkdf(salt, ikm, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
        byte[] nonce = hkdf(salt, ikm, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(cek, "AES"),
                new GCMParameterSpec(128, nonce));
        byte[] padded = cipher.doFinal(sealed);
        int end = padded.length;
        while (padded[end - 1] == 0) {
            end--;
        }
        if (padded[end - 1] != 2) {
            throw new AssertionError("not the last record");
        }
        return Arrays.copyOf(padded, end - 1);
    }

    private static byte[] agreed(PrivateKey ours, byte[] theirs) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours);
        agreement.doPhase(key(theirs), true);
        return agreement.generateSecret();
    }

    private static byte[] hkdf(byte[] salt, byte[] ikm, byte[] info, int length)
            throws GeneralSecurityException {
        byte[] prk = hmac(salt, ikm);
        return Arrays.copyOf(hmac(prk, join(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}

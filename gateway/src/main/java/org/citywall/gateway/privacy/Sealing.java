package org.citywall.gateway.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.citywall.contracts.Json;

/**
 * Encrypts what names people with AES-256-GCM, and hashes callers with HMAC-SHA-256. Each purpose
 * has a key of its own, derived from the secret, so that none of them tells of another.
 *
 * <p>Any thread.
 */
public final class Sealing {
    private static final String MAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Hex digits of a caller's hash: 64 bits, as other ids have. */
    private static final int HASH_DIGITS = 16;

    private static final int KEY_ID_DIGITS = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, SecretKeySpec> byId = new LinkedHashMap<>();
    private final String keyId;
    private final byte[] callers;

    /**
     * What was encrypted.
     *
     * @param keyId which key opens it
     * @param sealed Base64, nonce first
     */
    public record Sealed(String keyId, String sealed) {}

    /** Seals with the current secret, opens with all. */
    public Sealing(PrivacyKeys keys) {
        for (String secret : keys.all()) {
            byte[] master = secret.getBytes(UTF_8);
            byId.putIfAbsent(
                    idOf(master), new SecretKeySpec(derived(master, "citywall/seal/v1"), "AES"));
        }
        byte[] current = keys.current().getBytes(UTF_8);
        keyId = idOf(current);
        callers = derived(current, "citywall/caller/v1");
    }

    /**
     * Encrypts a JSON object.
     *
     * @param associated must be the same when it is opened: the case that it belongs to
     */
    public Sealed seal(JsonNode originals, String associated) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, byId.get(keyId), nonce, associated);
            byte[] text = cipher.doFinal(Json.bytes(originals));
            byte[] all =
                    ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text).array();
            return new Sealed(keyId, Base64.getEncoder().encodeToString(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * What was sealed.
     *
     * @throws UnopenableException if its key is not among ours, or it was changed, or it belongs to
     *     another case
     */
    public JsonNode open(String sealedWith, String sealed, String associated)
            throws UnopenableException {
        SecretKeySpec key = byId.get(sealedWith);
        if (key == null) {
            throw new UnopenableException("the key %s is not known".formatted(sealedWith));
        }
        try {
            ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            byte[] nonce = new byte[NONCE_BYTES];
            if (all.remaining() <= NONCE_BYTES) {
                throw new UnopenableException("it is cut off");
            }
            all.get(nonce);
            byte[] text = new byte[all.remaining()];
            all.get(text);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associated);
            return Json.read(cipher.doFinal(text), JsonNode.class);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnopenableException("it was changed, or belongs to another case");
        }
    }

    /** Keyed hash of who called: the same for the same, and nothing else can be told from it. */
    public String callerHash(String caller) {
        return HexFormat.of().formatHex(hmac(callers, caller)).substring(0, HASH_DIGITS);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated.getBytes(UTF_8));
        return cipher;
    }

    /** Tells keys apart without telling anything of them. */
    private static String idOf(byte[] master) {
        return HexFormat.of()
                .formatHex(derived(master, "citywall/key-id/v1"))
                .substring(0, KEY_ID_DIGITS);
    }

    private static byte[] derived(byte[] master, String purpose) {
        return hmac(master, purpose);
    }

    /** HMAC-SHA-256, also for signatures. */
    public static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    /** Something sealed that cannot be opened. */
    public static final class UnopenableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnopenableException(String detail) {
            super(detail);
        }
    }
}

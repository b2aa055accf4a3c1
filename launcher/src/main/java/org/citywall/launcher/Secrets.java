package org.citywall.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.citywall.gateway.notify.webpush.VapidKeys;
import org.citywall.launcher.client.ApiClient;
import org.citywall.launcher.embedded.EmbeddedException;

/**
 * Secrets of the embedded Citywall that must survive a restart: the token of the simulated devices
 * and of the wall on this machine, the key of personal data, the keys of web push, and the password
 * of the account of its programs. Each is in a file of its own, readable by the owner only; no
 * default exists.
 */
final class Secrets {
    /** The account, and the file of its password. */
    static final String LAUNCHER = "launcher";

    private static final String VAPID = "vapid.pem";
    private static final int TOKEN_BYTES = 24;

    private final Path directory;
    private final Map<String, String> environment;

    Secrets(Path data, Map<String, String> environment) {
        this.directory = data.resolve("secrets");
        this.environment = environment;
    }

    /** The device token: CITYWALL_DEVICE_TOKEN, or one generated at the first start. */
    String deviceToken() {
        String given = environment.get("CITYWALL_DEVICE_TOKEN");
        return given != null && !given.isBlank() ? given : readOr("device-token", random());
    }

    /**
     * From which the keys of personal data are derived: CITYWALL_PRIVACY_KEY, or one generated at
     * the first start. Without it nobody can read again what was sealed.
     */
    String privacyKey() {
        String given = environment.get("CITYWALL_PRIVACY_KEY");
        return given != null && !given.isBlank() ? given : readOr("privacy-key", random());
    }

    /**
     * Where the key pair of web push stands, generated at the first start. Without it every browser
     * must subscribe anew.
     */
    Path vapidFile() {
        readOr(VAPID, VapidKeys.create());
        return file(VAPID);
    }

    /** Where the generated device token stands. */
    Path deviceTokenFile() {
        return file("device-token");
    }

    /** The wall token of this machine, or null before the wall was enrolled. */
    String wallToken() {
        return Files.exists(file("wall-token")) ? read("wall-token") : null;
    }

    void saveWallToken(String token) {
        write("wall-token", token);
    }

    /**
     * Password of the account by which programs of this machine edit the registry; whoever can read
     * it can read the database itself. Null before it was made.
     */
    String launcherPassword() {
        return Files.exists(file(LAUNCHER)) ? read(LAUNCHER) : null;
    }

    /** Makes the password, to be kept once the account has it. */
    static String newLauncherPassword() {
        // The classes of characters that a password must have, whatever chance gives.
        return "Cw1-" + random();
    }

    void saveLauncherPassword(String password) {
        write(LAUNCHER, password);
    }

    /**
     * The gateway for that account, signed in.
     *
     * @throws EmbeddedException when there is no such account
     */
    ApiClient launcherAccount(ApiClient gateway) {
        String password = launcherPassword();
        if (password == null) {
            throw new EmbeddedException(
                    "The account of this machine is missing: start Citywall again.");
        }
        try {
            return gateway.withToken("").login(LAUNCHER, password);
        } catch (IllegalStateException e) {
            throw new EmbeddedException(
                    "The account \"%s\" is refused: delete %s and start Citywall again."
                            .formatted(LAUNCHER, file(LAUNCHER)),
                    e);
        }
    }

    /** A secret between simulated systems and the gateway, made when it is first asked for. */
    String kept(String name) {
        return readOr(name, random());
    }

    private static String random() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private String readOr(String name, String fresh) {
        if (!Files.exists(file(name))) {
            write(name, fresh);
        }
        return read(name);
    }

    private String read(String name) {
        try {
            return Files.readString(file(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(name), e);
        }
    }

    /** Written beside and renamed: a kill in between must not leave an empty secret. */
    private void write(String name, String value) {
        try {
            Files.createDirectories(directory);
            Path fresh = file(name + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, value + "\n");
            Files.move(fresh, file(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file(name), e);
        }
    }
}

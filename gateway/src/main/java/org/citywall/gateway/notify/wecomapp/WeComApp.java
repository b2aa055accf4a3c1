package org.citywall.gateway.notify.wecomapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An application of an organisation in WeCom.
 *
 * @param url of the API, without a path
 * @param corpId of the organisation
 * @param agentId of the application
 * @param secret of the application
 */
public record WeComApp(String url, String corpId, int agentId, String secret) {
    /** Where the API is, unless a proxy stands before it. */
    public static final String API = "https://qyapi.weixin.qq.com";

    /**
     * Id of the organisation, id of the application and its secret, one a line, in a file.
     *
     * @throws IllegalArgumentException saying what is wrong with the file
     */
    public static WeComApp read(Path file, String url) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file).stream().map(String::strip).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("cannot be read: " + file, e);
        }
        if (lines.size() != 3
                || lines.get(0).isEmpty()
                || !lines.get(1).matches("[0-9]{1,9}")
                || lines.get(2).isEmpty()) {
            throw new IllegalArgumentException(
                    "must have three lines, CorpID, AgentId (a number) and Secret: " + file);
        }
        return new WeComApp(url, lines.get(0), Integer.parseInt(lines.get(1)), lines.get(2));
    }

    /** The secret stays inside. */
    @Override
    public String toString() {
        return "WeComApp[%s %s %d]".formatted(url, corpId, agentId);
    }
}

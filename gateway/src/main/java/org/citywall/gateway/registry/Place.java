package org.citywall.gateway.registry;

/**
 * One node of the grid tree.
 *
 * @param path district/street/community/grid/building, of any depth
 * @param name what people call the last part
 */
public record Place(String path, String name) {
    /** The path above, or empty at the top. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** Whether a path is {@code place} or lies below it; everything lies below the empty path. */
    public static boolean within(String path, String place) {
        return place.isEmpty()
                || path.equals(place)
                || (path.startsWith(place) && path.charAt(place.length()) == '/');
    }
}

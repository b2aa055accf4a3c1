/** Levels from numbers. */
package org.citywall.stream.slope.level;

/** The slope rules as an operator of Flink. */
package org.citywall.stream.slope.flink;

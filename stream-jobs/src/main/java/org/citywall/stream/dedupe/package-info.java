/** Memory of ids that were already handled, bounded in time and number. */
package org.citywall.stream.dedupe;

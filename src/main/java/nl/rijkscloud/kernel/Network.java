package nl.rijkscloud.kernel;

/**
 * A network around a source, with its allowance: the number of acts that one source may do, times a multiple that grows
 * with the size of the network.
 *
 * @param subject the address of the network and its length, {@code 2001:db8:1:0:0:0:0:0/48}, or an IPv4 address alone
 */
public record Network(String subject, int multiple) {

    /** @param perSource the number that one source may do; the result is at most {@link Integer#MAX_VALUE} */
    public int allowance(int perSource) {
        return (int) Math.min(Integer.MAX_VALUE, (long) perSource * multiple);
    }

    /**
     * Returns the allowance in a limited supply: a network larger than one source gets at most three quarters of it.
     */
    public int allowance(int perSource, int all) {
        return Math.max(perSource, Math.min(allowance(perSource), all / 4 * 3));
    }
}

package nl.rijkscloud.kernel;

/**
 * A network that a source is in, and its allowance: as many acts as one source may do, times a share that grows with the size of the network.
 *
 * @param subject the address of the network and its length, {@code 2001:db8:1:0:0:0:0:0/48}, or an IPv4 address alone
 */
public record Network(String subject, int share) {

    /** @param perSource what one source may do; the answer is no more than {@link Integer#MAX_VALUE} */
    public int allowance(int perSource) {
        return (int) Math.min(Integer.MAX_VALUE, (long) perSource * share);
    }

    /**
     * The same of something that there are only so many of: a network larger than a source gets three quarters of all at most, so that it cannot shut
     * everybody else out.
     */
    public int allowance(int perSource, int all) {
        return Math.max(perSource, Math.min(allowance(perSource), all / 4 * 3));
    }
}

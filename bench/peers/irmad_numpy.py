"""Three rounds of IR-MAD (Nielsen 2007) over a pair with numpy, strip by strip: irmad_numpy.py BEFORE AFTER"""

import sys

import numpy as np
import rasterio
import scipy.linalg
from rasterio.windows import Window

before, after = sys.argv[1:3]
ROUNDS, ROWS, CENTRE = 3, 512, 1400


def strips(first, second):
    for top in range(0, first.height, ROWS):
        window = Window(0, top, first.width, min(ROWS, first.height - top))
        pair = np.concatenate([s.read(window=window).reshape(s.count, -1) for s in (first, second)])
        yield pair[:, (pair[0] > 0) & (pair[first.count] > 0)].astype(np.float32) - CENTRE


with rasterio.Env(GDAL_CACHEMAX=256 << 20, GDAL_NUM_THREADS=2), rasterio.open(before) as first, rasterio.open(after) as second:
    p = first.count
    turn = None
    for _ in range(ROUNDS):
        count, total, products = 0.0, np.zeros(2 * p), np.zeros((2 * p, 2 * p))
        for x in strips(first, second):
            if turn is None:
                weighted = x
                count += x.shape[1]
            else:
                a, b, mean, precision = turn
                mads = a.T @ (x[:p] - mean[:p, None]) - b.T @ (x[p:] - mean[p:, None])
                chi = (mads * mads * precision[:, None]).sum(0)
                # Upper tail of chi-square with four degrees of freedom.
                weight = np.exp(-chi / 2) * (1 + chi / 2)
                weighted = x * weight
                count += weight.sum(dtype=np.float64)
            total += weighted.sum(1, dtype=np.float64)
            products += weighted @ x.T
        mean = total / count
        c = products / count - np.outer(mean, mean)
        xx, yy, xy = c[:p, :p], c[p:, p:], c[:p, p:]
        towards = np.linalg.solve(yy, xy.T)
        squares, a = scipy.linalg.eigh(xy @ towards, xx)
        rho = np.sqrt(squares)
        b = towards @ a
        b /= np.sqrt(np.einsum("ik,ij,jk->k", b, yy, b))
        turn = tuple(part.astype(np.float32) for part in (a, b, mean, 1 / (2 * (1 - rho))))
    print("correlations", rho)

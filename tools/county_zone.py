# Makes link/county_zone.csv: the centre of each county and the IANA zone that 90 % and more of its area keeps.
# usage, from the project's folder: make assets && pip install timezonefinder==9.0.0 && python3 tools/county_zone.py (writes county_zone.csv)
import json,collections
from timezonefinder import TimezoneFinder
tf=TimezoneFinder()
t=json.load(open('publish/web/node_modules/us-atlas/counties-10m.json'))
s,tr=t['transform']['scale'],t['transform']['translate']
arcs=[]
for a in t['arcs']:
    x=y=0;o=[]
    for dx,dy in a:
        x+=dx;y+=dy;o.append((x*s[0]+tr[0],y*s[1]+tr[1]))
    arcs.append(o)
def ring(r):
    o=[]
    for i in r:
        a=arcs[i] if i>=0 else arcs[~i][::-1]
        o+=a if not o else a[1:]
    return o
def area(r):
    A=cx=cy=0
    for (x0,y0),(x1,y1) in zip(r,r[1:]):
        c=x0*y1-x1*y0;A+=c;cx+=(x0+x1)*c;cy+=(y0+y1)*c
    if not A: return 0,r[0][0],r[0][1]
    return A/2,cx/(3*A),cy/(3*A)
def inside(x,y,r):
    k=False
    for (x0,y0),(x1,y1) in zip(r,r[1:]):
        if (y0>y)!=(y1>y) and x<(x1-x0)*(y-y0)/(y1-y0)+x0:k=not k
    return k
out=[]
mixed=0
for g in t['objects']['counties']['geometries']:
    polys=[g['arcs']] if g['type']=='Polygon' else g['arcs']
    best=max(([ring(r) for r in p] for p in polys),key=lambda p:abs(area(p[0])[0]))
    _,cx,cy=area(best[0])
    xs=[p[0] for p in best[0]];ys=[p[1] for p in best[0]]
    n=15;z=collections.Counter()
    pts=[(min(xs)+(i+.5)*(max(xs)-min(xs))/n,min(ys)+(j+.5)*(max(ys)-min(ys))/n) for i in range(n) for j in range(n)]
    pts=[p for p in pts if inside(*p,best[0]) and not any(inside(*p,h) for h in best[1:])] or [(cx,cy)]
    for p in pts: z[tf.timezone_at(lng=p[0],lat=p[1])]+=1
    zone,k=z.most_common(1)[0]
    share=k/len(pts)
    if share<0.98: mixed+=1; print(g['id'],g['properties'],dict(z))
    out.append((g['id'].zfill(5),round(cy,2),round(cx,2),zone,round(share,2)))
out.sort()
open('link/county_zone.csv','w').write('county_fips,lat,lng,zone,zone_share\n'+''.join('%s,%.2f,%.2f,%s,%g\n'%o for o in out))
print(len(out),mixed,collections.Counter(o[3] for o in out))
